# Pitch of a recording by Praat's autocorrelation (Boersma 1993), its standard settings but for floor, ceiling and the two
# thresholds of voicing; written as a line of time and frequency for each voiced frame, where a file is named.
form Pitch
  sentence Wav
  sentence Out
  real Voicing_threshold 0.45
  real Silence_threshold 0.03
endform
Read from file: wav$
To Pitch (ac): 0.01, 60, 15, "no", silence_threshold, voicing_threshold, 0.01, 0.35, 0.14, 500
if out$ <> "-"
  Down to PitchTier
  Save as headerless spreadsheet file: out$
endif
