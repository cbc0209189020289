-- One row for each call, and what happened in it. The same text for SQLite and PostgreSQL: only ${bytes} differs.
-- *_unix_ms is wall-clock time, ms since 1970; at_ms is media time, ms from the beginning of the call.

create table calls (
  call_id text not null primary key,
  started_unix_ms bigint not null,
  channel text,
  uniqueid text,
  linkedid text,
  -- Null while the call goes on, and for ever where its record was never written.
  ended_by text,
  seconds double precision,
  speech_seconds double precision,
  first_class_at_ms bigint,
  first_class_emotion text,
  first_class_confidence double precision,
  trips integer not null default 0,
  trip_at_ms bigint,
  trip_score double precision,
  decision_at_ms bigint,
  decision_route text,
  decision_reason text,
  max_score double precision,
  final_score double precision,
  baseline_syllables_per_second double precision,
  max_syllables_per_second double precision,
  audio_frames bigint,
  gap_frames bigint,
  dropped_frames bigint,
  -- JSON, as in the archive's line.
  inlets text,
  inputs text,
  inputs_lost bigint,
  understood text,
  agent text,
  agent_legs text,
  fingerprint text
);
create index calls_by_start on calls (started_unix_ms);
create index calls_by_uniqueid on calls (uniqueid);
create index calls_by_linkedid on calls (linkedid);

-- One score a second, packed: a byte with the version (1), then 15 bytes for each entry, big-endian: at_ms (4), score x 10 (2),
-- emotion (1: 0 neutral, 1 anger, 2 distress, 3 positive, 4 unknown), confidence x 100 (1), f0_hz x 10 (2),
-- syllables_per_second x 10 (2), level_dbfs x 10 (2, signed; -32768 for digital silence), state (1: 0 open, 1 hold, 2 music,
-- 3 mute, 4 no media; 16 more while scoring paused).
create table score_tracks (
  call_id text not null primary key,
  entries integer not null,
  track ${bytes} not null
);

create table words (
  call_id text not null,
  position integer not null,
  at_ms bigint not null,
  end_ms bigint not null,
  word text not null,
  confidence double precision,
  f0_hz double precision,
  level_dbfs double precision,
  syllables_per_second double precision,
  primary key (call_id, position)
);

create table fuse_events (
  id text not null primary key,
  call_id text not null,
  told_unix_ms bigint not null,
  at_ms bigint not null,
  level integer,
  from_state text,
  to_state text,
  why text,
  score double precision
);
create index fuse_events_by_call on fuse_events (call_id);

create table decisions (
  id text not null primary key,
  call_id text not null,
  told_unix_ms bigint not null,
  at_ms bigint not null,
  route text,
  reason text,
  score double precision
);
create index decisions_by_call on decisions (call_id);

-- What led to the fuse event or the decision with the same id. JSON: contributions, words, thresholds.
create table evidence (
  id text not null primary key,
  call_id text not null,
  emotion text,
  confidence double precision,
  contributions text,
  words text,
  thresholds text
);

create table switches (
  id text not null primary key,
  call_id text not null,
  told_unix_ms bigint not null,
  at_ms bigint not null,
  phase text,
  route text,
  detail text
);
create index switches_by_call on switches (call_id);

create table media_holes (
  id text not null primary key,
  call_id text not null,
  told_unix_ms bigint not null,
  at_ms bigint not null,
  for_ms bigint
);

-- How far each day's file was read. A file is known by the id of its first line, whatever its name; the last line that was read
-- tells whether it is still the same file.
create table spool_positions (
  head text not null primary key,
  file text not null,
  bytes bigint not null,
  last_id text not null,
  last_bytes integer not null
);
