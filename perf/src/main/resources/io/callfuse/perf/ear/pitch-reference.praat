# Pitch of each recording of a list by three of Praat's methods, every 10 ms: time, autocorrelation, cross-correlation,
# subharmonic summation, in Hz; "--undefined--" where unvoiced. Recordings are raw 16-bit samples at 8 kHz.
form Pitch reference
  text folder
  text list
endform
names = Read Strings from raw text file: list$
count = Get number of strings
for i to count
  selectObject: names
  name$ = Get string: i
  sound = Read Sound from raw 16-bit Little Endian file: folder$ + "/" + name$ + ".raw"
  Override sampling frequency: 8000
  ac = To Pitch (ac): 0.01, 60, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 600
  selectObject: sound
  cc = To Pitch (cc): 0.01, 60, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 600
  selectObject: sound
  shs = To Pitch (shs): 0.01, 60, 15, 1250, 15, 0.84, 600, 48
  selectObject: ac
  frames = Get number of frames
  out$ = folder$ + "/" + name$ + ".txt"
  writeFile: out$, ""
  for k to frames
    selectObject: ac
    t = Get time from frame number: k
    byAc = Get value in frame: k, "Hertz"
    selectObject: cc
    byCc = Get value at time: t, "Hertz", "Nearest"
    selectObject: shs
    byShs = Get value at time: t, "Hertz", "Nearest"
    appendFileLine: out$, fixed$ (t, 5), " ", fixed$ (byAc, 2), " ", fixed$ (byCc, 2), " ", fixed$ (byShs, 2)
  endfor
  removeObject: sound, ac, cc, shs
endfor
