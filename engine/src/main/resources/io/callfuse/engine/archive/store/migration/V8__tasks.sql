-- What somebody has to do because of a call: call back, look at what was wrong.
create table tasks (
  id text not null primary key,
  call_id text not null,
  told_unix_ms bigint not null,
  at_ms bigint not null,
  due_unix_ms bigint not null,
  reason text,
  route text,
  outcome text
);
create index tasks_by_call on tasks (call_id);
create index tasks_by_due on tasks (due_unix_ms);

-- That the tasks of a call are done: those that were there by then.
create table task_ends (
  id text not null primary key,
  call_id text not null,
  told_unix_ms bigint not null,
  done_by text,
  note text
);
create index task_ends_by_call on task_ends (call_id, told_unix_ms);
