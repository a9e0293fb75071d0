-- Local accounts: the sandbox's people, and the way in when the identity provider is down.
create table if not exists web_account (
  name varchar(64) primary key,
  roles varchar(200) not null,
  password_hash varchar(255) not null,
  enabled boolean not null,
  break_glass boolean not null,
  created_at timestamp with time zone not null
);

-- Personal tokens; only a hash of the token is here.
create table if not exists web_token (
  id varchar(36) primary key,
  hash varchar(64) not null unique,
  account varchar(64) not null references web_account (name),
  label varchar(100) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);
create index if not exists web_token_account on web_token (account);

-- Proofs of a fresh login, one act each.
create table if not exists web_step_up (
  hash varchar(64) primary key,
  person varchar(64) not null,
  expires_at timestamp with time zone not null
);
