-- What a person took the caller of a call for: upset or calm. The last one of a call counts, those before it are its history.
create table labels (
  id text not null primary key,
  call_id text not null,
  label text not null,
  labelled_by text,
  note text,
  told_unix_ms bigint not null,
  -- By which way it came: command, http or dialplan.
  source text
);
create index labels_by_call on labels (call_id, told_unix_ms);
