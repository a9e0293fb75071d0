create table if not exists fd_plan_counter (last_number bigint not null);
insert into fd_plan_counter (last_number) select 0 where not exists (select 1 from fd_plan_counter);

-- People among the parameters are here by their pseudonyms.
create table if not exists fd_plan (
  id varchar(24) primary key,
  number bigint not null unique,
  title varchar(300) not null,
  state varchar(10) not null,
  runbook varchar(120) not null,
  version varchar(64),
  target varchar(120) not null,
  parameters varchar(20000) not null,
  owner varchar(120) not null,
  cadence varchar(12) not null,
  day_words varchar(60) not null,
  at_time varchar(8) not null,
  zone varchar(60) not null,
  window_seconds bigint not null,
  weekend varchar(20) not null,
  missed_rule varchar(20) not null,
  idempotency_key varchar(200),
  request_hash varchar(64) not null,
  added_at timestamp(3) with time zone not null,
  unique (owner, idempotency_key)
);

-- What was due and what became of it; the key makes an alarm that rings twice harmless.
create table if not exists fd_slot (
  plan varchar(24) not null,
  period varchar(10) not null,
  due_at timestamp(3) with time zone not null,
  window_ends_at timestamp(3) with time zone not null,
  state varchar(10) not null,
  moved varchar(300),
  run varchar(24),
  reason varchar(2000),
  problems varchar(200000),
  attempts int not null,
  tried_at timestamp(3) with time zone,
  rings_at timestamp(3) with time zone not null,
  decided_at timestamp(3) with time zone,
  primary key (plan, period)
);
create index if not exists fd_slot_by_ring on fd_slot (state, rings_at);
create index if not exists fd_slot_by_due on fd_slot (state, due_at);
