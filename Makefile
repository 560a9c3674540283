# build      the tools, and Nextflow where none is installed
# demo       the whole pipeline on the snapshots in assets/demo; the page is at results/demo/report.html
# test       all tests
# verify-paper  ViT-L/16 on the processor: the recipe paper cut to two steps, from flames to colours (11 GB of memory, 8 GB of disk)
# verify-simulate  acceptance tests of the simulation that take minutes
# lint       formatting, strict syntax of the pipeline, shell scripts, every profile
# bench      speed and memory, against the same model in Python where that is installed
# bench-training, bench-forward, bench-input, bench-memory: one of them; ARGUMENTS="--help" for its flags
# bench-project speed of projecting against yt, and memory for 50 million cells (needs 8 GB of disk)
# bench-flame flames per processor time, beside flam3-render where it is installed
# bench-scale what scheduling the whole study costs, with stand-ins for its tools (some ten minutes)
# pictures   the pictures of docs, see docs/pictures/README.md (some minutes)
# containers the images for clusters (needs Apptainer)
# clean      everything that the build made

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help build demo test verify-paper verify-simulate lint bench bench-training bench-forward bench-input bench-memory bench-project bench-flame bench-scale pictures containers clean

MAVEN := mvn --batch-mode --no-transfer-progress
DEMO  := results/demo

# Prints the lines above that describe the targets.
help:
	@sed -n 's/^# \([a-z]\)/  \1/p' Makefile

build:
	@export JAVA_HOME=$$(bin/find-java --jdk); cd java-tools; $(MAVEN) --quiet package -DskipTests
	@bin/protomass --version

demo: build
	@bin/protomass-nextflow -log $(DEMO)/execution/nextflow.log run main.nf -profile demo -work-dir work/demo --outdir $(DEMO) -resume
	@echo "The report is at $(CURDIR)/$(DEMO)/report.html"

test:
	@export JAVA_HOME=$$(bin/find-java --jdk); cd java-tools; $(MAVEN) verify

verify-paper: build
	@export JAVA_HOME=$$(bin/find-java --jdk); cd java-tools; $(MAVEN) --quiet -pl workflow -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=PaperScaleTest package

verify-simulate:
	@export JAVA_HOME=$$(bin/find-java --jdk); cd java-tools; $(MAVEN) --quiet -pl simulation -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest='protomass.simulation.**' -Dprotomass.excluded.groups=none package

lint: build
	@export JAVA_HOME=$$(bin/find-java --jdk); cd java-tools; $(MAVEN) --quiet spotless:check
	@.ci/lint

bench: bench-training bench-forward bench-input bench-memory

VISION_BENCHMARK = PROTOMASS_BENCHMARK_FLAGS=-Dslf4j.internal.verbosity=ERROR java-tools/benchmark vision
ARGUMENTS :=

bench-training:
	@$(VISION_BENCHMARK) protomass.vision.benchmark.TrainingBenchmark $(ARGUMENTS)

bench-forward:
	@$(VISION_BENCHMARK) protomass.vision.benchmark.ForwardBenchmark $(ARGUMENTS)

bench-input:
	@$(VISION_BENCHMARK) protomass.vision.augmentation.InputBenchmark $(ARGUMENTS)

bench-memory:
	@$(VISION_BENCHMARK) protomass.vision.training.MemoryBenchmark $(ARGUMENTS)

bench-project:
	@java-tools/benchmark snapshot protomass.snapshot.ProjectionBenchmark

# With the flags of bin/protomass.
bench-flame: build
	@PROTOMASS_BENCHMARK_FLAGS="--add-modules=jdk.incubator.vector $$(sed -n 's/^{"name":"flame",.*"java_options":"\([^"]*\)".*/\1/p' java-tools/app/target/lib/tools.json)" java-tools/benchmark flame protomass.flame.bench.FlameBenchmark

DEMO_FRACTALS := seed=1,count=3072,size=96,points=100000,colour=independent
pictures: build
	@java-tools/benchmark flame protomass.flame.bench.DocumentPictures ../docs/pictures
	@folder=$$(mktemp -d); trap 'rm -r "$$folder"' EXIT; bin/protomass flame --seed 1 --images 36 --size 96 --points 100000 \
	    --colour independent --contact-sheet docs/pictures/fractals.png --out "$$folder/fractals.tar"
	@java-tools/benchmark vision protomass.vision.augmentation.CropPicture ../docs/pictures/augmentations.png \
	    ../conf/recipes/demo.yaml stream:$(DEMO_FRACTALS) 7

containers: build
	@containers/build.sh

bench-scale: build
	@bench/scale.sh

clean:
	@export JAVA_HOME=$$(bin/find-java --jdk); cd java-tools; $(MAVEN) --quiet clean
	@rm -rf containers/target
