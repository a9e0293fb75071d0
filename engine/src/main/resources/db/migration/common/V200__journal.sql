-- The head row is what every transaction of a run locks first.
create table if not exists fd_journal_head (
  run varchar(24) primary key,
  last_number bigint not null,
  last_hash varchar(64) not null,
  signed_number bigint not null
);

create table if not exists fd_event (
  run varchar(24) not null,
  number bigint not null,
  happened_at timestamp(3) with time zone not null,
  kind varchar(60) not null,
  step varchar(120),
  actor varchar(120) not null,
  summary varchar(2000) not null,
  facts varchar(200000) not null,
  previous varchar(64) not null,
  hash varchar(64) not null,
  primary key (run, number)
);

create table if not exists fd_signed_head (
  run varchar(24) not null,
  number bigint not null,
  hash varchar(64) not null,
  signed_at timestamp(3) with time zone not null,
  key_id varchar(16) not null,
  signature varchar(200) not null,
  primary key (run, number)
);

-- What a run must keep to go on after a restart; encrypted with a key outside the database, gone when the run ends.
create table if not exists fd_sealed (
  run varchar(24) not null,
  name varchar(120) not null,
  content varchar(100000) not null,
  primary key (run, name)
);

-- Kept apart from the journal, so that a person can be forgotten without breaking a chain.
create table if not exists fd_person (
  pseudonym varchar(40) primary key,
  content varchar(4000) not null,
  first_seen timestamp(3) with time zone not null
);
