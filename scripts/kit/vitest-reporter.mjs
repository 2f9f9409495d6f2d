import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {object} Skip
 * @property {string} test project, file and titles
 * @property {string | undefined} note what the test said on skipping: the reason, and how to enable it
 */

/**
 * What one run of vitest came to. Files that could not be loaded and errors outside of tests count as failed.
 * @typedef {object} TestReport
 * @property {number} passed
 * @property {number} failed
 * @property {Skip[]} skipped
 */

/** Writes a `TestReport` as JSON, for the script that sums up several runs. */
export class TotalsReporter {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
  }

  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {TestReport} */
    const report = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      if (module.state() === "failed" && [...module.children.allTests("failed")].length === 0) report.failed += 1;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") report.passed += 1;
        else if (result.state === "failed") report.failed += 1;
        else if (result.state === "skipped") report.skipped.push({ test: nameOf(test), note: result.note });
        else report.failed += 1; // It was started and never ended.
      }
    }
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(report));
  }
}

/** @param {import("vitest/node").TestCase} test */
function nameOf(test) {
  return `${test.project.name} › ${test.module.relativeModuleId} › ${test.fullName}`;
}
