/** A reporter of Vitest's that tells which test runs; how many there are grows as files are read. */
import { reportProgress } from "./progress.mjs";

const nameOf = (test) => `${test.module.relativeModuleId} › ${test.fullName}`;

export default class VitestProgress {
  #total = 0;

  onTestModuleCollected(module) {
    this.#total += [...module.children.allTests()].length;
    reportProgress({ total: this.#total });
  }
  onTestModuleQueued(module) {
    reportProgress({ doing: module.relativeModuleId });
  }
  onTestCaseReady(test) {
    reportProgress({ started: nameOf(test) });
  }
  onTestCaseResult(test) {
    reportProgress({ ended: nameOf(test), hasFailed: test.result().state === "failed" });
  }
}
