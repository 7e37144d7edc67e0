/** A reporter of Playwright's that tells which test runs. */
import { relative } from "node:path";
import { root } from "../processes.mjs";
import { reportProgress } from "./progress.mjs";

const nameOf = (test) => {
  const project = test.parent.project()?.name ?? "";
  return `${relative(root, test.location.file)} (${project}) › ${test.title}`;
};

export default class PlaywrightProgress {
  onBegin(_, suite) {
    reportProgress({ total: suite.allTests().length });
  }
  onTestBegin(test) {
    reportProgress({ started: nameOf(test) });
  }
  onTestEnd(test, result) {
    reportProgress({ ended: nameOf(test), hasFailed: result.status !== test.expectedStatus });
  }
  printsToStdio() {
    return false;
  }
}
