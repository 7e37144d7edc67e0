import { readFileSync } from "node:fs";
import { severityFloor } from "@/server/triage/severity";
const rd=(f:string)=>readFileSync("/work/shared/data/text/"+f,"utf8").trim().split("\n").map(l=>JSON.parse(l));
for (const f of ["severity_gitbugs_hadoop.jsonl","type_nlbse_train.jsonl","cluster_banking77_test.jsonl","pii_presidio.jsonl","sentiment_multilingual_xlmt_val.jsonl","sentiment_stackoverflow_cc0.jsonl"]) {
 const rows=rd(f); const c:any={}; const ex:any={}; const t=performance.now();
 for (const r of rows){ const fl=severityFloor({title:r.title,text:r.text}); const k=fl?fl.rule:"-"; const lab=r.labels?.severity??r.labels?.type3??""; (c[k]??={})[lab]=(c[k][lab]??0)+1; if(fl)(ex[k]??=[]).push(fl.reason.slice(-60)+" | "+(r.labels?.cluster??"")+" "+String(r.title??r.text).slice(0,90)); }
 console.log(f, rows.length, Math.round(rows.length/((performance.now()-t)/1000))+"/s", JSON.stringify(c));
 if (process.argv[2]) for(const k in ex){ const l=ex[k]; for(let i=0;i<Math.min(8,l.length);i++) console.log("   ",k,l[Math.floor(i*l.length/8)]);}
}
