# build      the tools, and Nextflow where none is installed
# demo       the whole pipeline on the snapshots in assets/demo; the page is at results/demo/report.html
# test       all tests
# lint       formatting, strict syntax of the pipeline, shell scripts, every profile
# containers the images for clusters (needs Apptainer)
# bench-scale what scheduling the whole study costs, with stand-ins for its tools (some ten minutes)
# clean      everything that the build made

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help build demo test lint containers bench-scale clean

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
	@cat $(DEMO)/scores.txt
	@echo "The report is at $(CURDIR)/$(DEMO)/report.html"

test:
	@export JAVA_HOME=$$(bin/find-java --jdk); cd java-tools; $(MAVEN) verify

lint: build
	@export JAVA_HOME=$$(bin/find-java --jdk); cd java-tools; $(MAVEN) --quiet spotless:check
	@.ci/lint

containers: build
	@containers/build.sh

bench-scale: build
	@bench/scale.sh

clean:
	@export JAVA_HOME=$$(bin/find-java --jdk); cd java-tools; $(MAVEN) --quiet clean
	@rm -rf containers/target
