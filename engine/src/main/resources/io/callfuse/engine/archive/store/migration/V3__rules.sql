-- A rule of the policy has held; the evidence has the same id. route: none where the rule only tells.
create table rule_events (
  id text not null primary key,
  call_id text not null,
  told_unix_ms bigint not null,
  at_ms bigint not null,
  rule text,
  route text,
  score double precision,
  policy_version text
);
create index rule_events_by_call on rule_events (call_id);
-- The rule that decided; null where none did.
alter table calls add column decision_rule text;
alter table decisions add column rule text;
