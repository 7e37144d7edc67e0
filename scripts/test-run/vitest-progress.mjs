/** A reporter of Vitest's that tells which test runs; how many there are grows as files are read. */
import { tellProgress } from "./progress.mjs";

const nameOf = (test) => `${test.module.relativeModuleId} › ${test.fullName}`;

export default class VitestProgress {
  #total = 0;

  onTestModuleCollected(module) {
    this.#total += [...module.children.allTests()].length;
    tellProgress({ total: this.#total });
  }
  onTestModuleQueued(module) {
    tellProgress({ doing: module.relativeModuleId });
  }
  onTestCaseReady(test) {
    tellProgress({ started: nameOf(test) });
  }
  onTestCaseResult(test) {
    tellProgress({ ended: nameOf(test), hasFailed: test.result().state === "failed" });
  }
}
