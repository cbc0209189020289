-- The caller's pseudonym, a keyed hash of his number; null where no number was presented.
alter table calls add column caller text;
create index calls_by_caller on calls (caller);
