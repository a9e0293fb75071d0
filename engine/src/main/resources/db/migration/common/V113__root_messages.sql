-- The first message of a run in each channel, which is changed as the run's state changes.
create table if not exists fd_root_message (
    message_key varchar(200) not null primary key,
    run         varchar(30)  not null,
    target      varchar(100) not null,
    live        boolean      not null,
    channel     varchar(200) not null,
    -- What it says now; null while it stands as it was posted.
    shown       varchar(200),
    -- Not changed before; also how one server keeps others off while it does.
    next_at     timestamp with time zone not null,
    closed      boolean      not null,
    problem     varchar(2000),
    unique (run, target, live, channel)
);

create index if not exists fd_root_message_due on fd_root_message (closed, next_at);
