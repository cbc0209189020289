#!/usr/bin/env bash
# Trains the recogniser of ten digits on DATA_DIR/speech/fsdd/fsdd-flac.tar, and writes it as a folder for Vosk.
# Usage: models/train-digits.sh DATA_DIR [MODEL_DIR [ROUNDS [SPEAKER...]]]
# Two speakers are always left out, to be judged by (perf/recognition); more of them if they are named.
set -euo pipefail
usage="usage: models/train-digits.sh DATA_DIR [MODEL_DIR [ROUNDS [SPEAKER...]]]"
data=$(realpath "${1:?$usage}")
root=$(cd "$(dirname "$0")/.." && pwd)
model=$(realpath -m "${2:-$root/models/src/main/resources/io/callfuse/models/digits/vosk-digits-en}")
clips=$(mktemp -d)
trap 'rm -rf "$clips"' EXIT
tar -xf "$data/speech/fsdd/fsdd-flac.tar" -C "$clips"
cd "$root"
mvn -q -pl engine -am -DskipTests -DincludeScope=runtime -Dmdep.outputFile=target/training-classpath \
    process-classes org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath >&2
nice java -Xmx2g -XX:+UseSerialGC -cp "engine/target/classes:$(cat engine/target/training-classpath)" \
    io.callfuse.engine.training.DigitTraining "$clips" "$model" "${@:3}"
