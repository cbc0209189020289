-- Each time a version of the policy came into force: who made it, why, and what it says. policy_versions.policy has its name.
create table policies (
  id text not null primary key,
  version text not null,
  -- Of what it does: the same for the same policy, whoever made it.
  sha256 text not null,
  since_unix_ms bigint not null,
  -- new-calls or live-calls.
  applies_to text,
  changed_by text,
  reason text,
  -- The section policy as JSON, with all defaults.
  text text
);
create index policies_by_version on policies (version);
create index policies_by_since on policies (since_unix_ms);
