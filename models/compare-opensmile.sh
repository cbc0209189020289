#!/usr/bin/env bash
# Judges the engine's features and those of openSMILE (eGeMAPS, ComParE) by the same classifier on the same folds of the recordings
# of DATA_DIR, and prints one table. Where openSMILE is not installed only the engine's rows are printed.
# Usage: models/compare-opensmile.sh DATA_DIR [OPENSMILE_DIR]
# OPENSMILE_DIR: a release of openSMILE, or its source after build.sh; without it SMILExtract is looked for on the PATH.
set -euo pipefail
data=$(realpath "${1:?usage: models/compare-opensmile.sh DATA_DIR [OPENSMILE_DIR]}")
opensmile=${2:+$(realpath -m "$2")}
cd "$(dirname "$0")/.."
mvn -q -pl engine -am -DskipTests -DincludeScope=runtime -Dmdep.outputFile=target/training-classpath \
    process-classes org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java -Xmx4g -Djava.io.tmpdir="$work" -cp "engine/target/classes:$(cat engine/target/training-classpath)" \
    io.callfuse.engine.training.OpenSmileComparison "$data" ${opensmile:+"$opensmile"}
