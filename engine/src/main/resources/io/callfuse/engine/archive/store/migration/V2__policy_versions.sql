-- Which policy, configuration, model and engine a call was judged by; the id is a hash of the five.
create table policy_versions (
  id text not null primary key,
  policy text not null,
  config text not null,
  model text not null,
  engine text not null,
  phrases text not null,
  first_unix_ms bigint not null
);
alter table calls add column policy_version text;
alter table fuse_events add column policy_version text;
alter table decisions add column policy_version text;
