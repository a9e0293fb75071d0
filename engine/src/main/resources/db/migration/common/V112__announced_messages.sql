-- Whether a message in a thread is shown to the whole channel.
alter table fd_message add column if not exists announced boolean default false not null;
