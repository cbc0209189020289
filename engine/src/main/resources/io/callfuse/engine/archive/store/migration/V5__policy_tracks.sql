-- What the policy of a call was told at the end of each second, packed (the class TrackBytes has the form); with calls.inputs all
-- that it decided by.
create table policy_tracks (
  call_id text not null primary key,
  track ${bytes} not null
);
