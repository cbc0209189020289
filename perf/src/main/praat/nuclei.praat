# Syllable nuclei of every recording of a directory, after the description of de Jong and Wempe (2009): peaks of the intensity
# that lie over its median, stand at least 2 dB over the dip before them, and are voiced. A line for each file: name, nuclei,
# seconds that are not silent.
form Nuclei
  sentence Directory
  sentence Out
endform
writeFile: out$, ""
files = Create Strings as file list: "files", directory$ + "/*.wav"
count = Get number of strings
for file to count
  selectObject: files
  name$ = Get string: file
  sound = Read from file: directory$ + "/" + name$
  silences = To TextGrid (silences): 50, 0, -25, 0.3, 0.1, "silent", "sounding"
  seconds = 0
  intervals = Get number of intervals: 1
  for interval to intervals
    label$ = Get label of interval: 1, interval
    if label$ = "sounding"
      begins = Get start time of interval: 1, interval
      ends = Get end time of interval: 1, interval
      seconds = seconds + ends - begins
    endif
  endfor
  selectObject: sound
  pitch = To Pitch (ac): 0.02, 30, 4, "no", 0.03, 0.25, 0.01, 0.35, 0.25, 450
  selectObject: sound
  intensity = To Intensity: 50, 0, "yes"
  median = Get quantile: 0, 0, 0.5
  frames = Get number of frames
  nuclei = 0
  dip = Get value in frame: 1
  last = dip
  rising = 0
  for frame from 2 to frames
    selectObject: intensity
    now = Get value in frame: frame
    if now > last
      rising = 1
    elsif rising
      rising = 0
      if last > median and last - dip >= 2
        at = Get time from frame number: frame - 1
        selectObject: pitch
        hertz = Get value at time: at, "Hertz", "linear"
        if hertz <> undefined
          nuclei = nuclei + 1
        endif
        dip = last
      endif
    endif
    dip = min (dip, now)
    last = now
  endfor
  appendFileLine: out$, name$, tab$, nuclei, tab$, fixed$ (seconds, 3)
  removeObject: sound, silences, pitch, intensity
endfor
