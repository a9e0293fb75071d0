-- Until now accounts came from the sandbox or were a lone first admin.
update web_account set sandbox = true
where exists (select 1 from web_account other where other.name = 'responder');
