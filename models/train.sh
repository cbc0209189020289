#!/usr/bin/env bash
# Fits the emotion model on the recordings of DATA_DIR, prints how it was judged, and writes the model that the engine embeds.
# Usage: models/train.sh DATA_DIR [MODEL_FILE [SPEAKERS_FILE]]
# Speakers that the last file names, one a line, are left out, to be judged by (perf/compose --speakers, callfuse evaluate).
set -euo pipefail
data=$(realpath "${1:?usage: models/train.sh DATA_DIR [MODEL_FILE [SPEAKERS_FILE]]}")
left_out=${3:+$(realpath "$3")}
root=$(cd "$(dirname "$0")/.." && pwd)
model=$(realpath -m "${2:-$root/models/src/main/resources/io/callfuse/models/emotion-model.json}")
cd "$root"
mvn -q -pl engine -am -DskipTests -DincludeScope=runtime -Dmdep.outputFile=target/training-classpath \
    process-classes org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath >&2
exec java -Xmx4g -cp "engine/target/classes:$(cat engine/target/training-classpath)" \
    io.callfuse.engine.training.ModelTraining "$data" "$model" ${left_out:+"$left_out"}
