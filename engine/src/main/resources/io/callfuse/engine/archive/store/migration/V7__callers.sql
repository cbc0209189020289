-- The caller's pseudonym, a keyed hash of his number; null where no number was presented.
alter table calls add column caller text;
create index calls_by_caller on calls (caller);

-- Each time calls were erased, said when nothing is left of them here. The archive's line with the same id names them.
create table erasures (
  id text not null primary key,
  told_unix_ms bigint not null,
  erased_by text,
  calls bigint not null
);
