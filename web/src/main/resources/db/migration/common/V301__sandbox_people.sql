-- Which accounts came with the sandbox: they are switched off where the sandbox is.
alter table web_account add column if not exists sandbox boolean default false not null;
