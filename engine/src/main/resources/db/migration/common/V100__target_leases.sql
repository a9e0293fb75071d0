-- One run at a time changes a target; the row goes when that run ends.
create table if not exists fd_lease (
    target varchar(100) not null primary key,
    run    varchar(30)  not null,
    mode   varchar(10)  not null,
    since  timestamp with time zone not null
);
