-- The recording of a call, in the folder recordings of the archive's directory. It begins at from_ms of the call's media time.
create table recordings (
  id text not null primary key,
  call_id text not null,
  told_unix_ms bigint not null,
  file text,
  sha256 text,
  from_ms bigint,
  length_ms bigint,
  -- Frames of 20 ms that are silence: for nothing came, or for they were lost on the way to the file.
  gap_frames bigint,
  lost_frames bigint
);
create index recordings_by_call on recordings (call_id);
