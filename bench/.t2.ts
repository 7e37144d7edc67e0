import { readFileSync } from "node:fs";
import { severityFloor } from "@/server/triage/severity";
for (const l of readFileSync("/work/shared/data/text/cluster_banking77_test.jsonl","utf8").trim().split("\n")){const r=JSON.parse(l); if(["transaction_charged_twice"].includes(r.labels.cluster)&&!severityFloor({text:r.text}))console.log(r.text)}
