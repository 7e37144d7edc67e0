import { readFileSync } from "node:fs";
import { classifyType } from "@/server/triage/classify-type";
import { SHORT_REPORTS } from "@/server/triage/samples/short-reports";
const rd=(f:string)=>readFileSync("/work/shared/data/text/"+f,"utf8").trim().split("\n").map(l=>JSON.parse(l));
const C=["defect","feature_request","question"]; const map=(t:string)=>t==="wish"?1:t==="question"?2:0;
const rows=rd("type_nlbse_train.jsonl"); const cm=[[0,0,0],[0,0,0],[0,0,0]]; const byRepo:any={}; const bad:string[]=[]; const t0=performance.now();
for(const r of rows){const d=classifyType(r.title,r.text,{isFloorStated:false,sentiment:"neutral"}); const y=C.indexOf(r.labels.type3),p=map(d.type); cm[y]![p]!++; (byRepo[r.raw.repo]??=[]).push([y,p]); if(y!==p)bad.push(`${C[y]}->${C[p]} [${r.raw.repo.split("/")[1]}] ${r.title} || ${d.evidence.join(" ; ")}`);}
const f1=(m:number[][])=>{let s=0;for(let c=0;c<3;c++){const tp=m[c]![c]!,fp=m.reduce((a,r,i)=>a+(i===c?0:r[c]!),0),fn=m[c]!.reduce((a,x,i)=>a+(i===c?0:x),0);s+=2*tp/(2*tp+fp+fn)}return (s/3).toFixed(3)};
console.log("nlbse macro",f1(cm),JSON.stringify(cm),Math.round(rows.length/((performance.now()-t0)/1000))+"/s");
for(const k in byRepo){const m=[[0,0,0],[0,0,0],[0,0,0]];for(const[y,p]of byRepo[k])m[y]![p]!++;console.log("  ",k,f1(m),JSON.stringify(m));}
if(process.argv[2]){const w=bad.filter(b=>b.startsWith(process.argv[2]!)); for(let i=0;i<w.length;i+=Math.max(1,Math.floor(w.length/40)))console.log(w[i]!.slice(0,220));}
for(const g of SHORT_REPORTS)for(const[l,t]of g.texts){const d=classifyType(null,t,{isFloorStated:false,sentiment:"neutral"}); if(d.type!==g.type)console.log("short",g.type,"->",d.type,d.confidence.toFixed(2),t,d.evidence);}
