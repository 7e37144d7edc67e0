import { readFileSync } from "node:fs";
import { readText } from "@/server/triage/tokens";
import { severityFeatures, countSigns, SEVERITY_BUCKETS } from "@/server/triage/models/severity-features";
import { train, shuffle } from "@/scripts/train/logistic-regression";
import { predict } from "@/server/triage/models/linear-model";
const rd=(f:string)=>readFileSync("/work/shared/data/text/"+f,"utf8").trim().split("\n").map(l=>JSON.parse(l));
const C=["critical","major","minor","cosmetic"] as const;
export function f1(pairs:[number,number][],n:number){let s=0,ac=0,w=0;for(const[a,b]of pairs){if(a===b)ac++;if(Math.abs(a-b)<=1)w++}const per:number[]=[];for(let c=0;c<n;c++){let tp=0,fp=0,fn=0;for(const[y,p]of pairs){if(p===c&&y===c)tp++;else if(p===c)fp++;else if(y===c)fn++;}const f=tp?2*tp/(2*tp+fp+fn):0;s+=f;per.push(f)}return {macro:(s/n).toFixed(3),acc:(ac/pairs.length).toFixed(3),w1:(w/pairs.length).toFixed(3),per:per.map(x=>x.toFixed(2)).join("/")}}
const rows=rd("severity_gitbugs_hadoop.jsonl").map(r=>{const t=readText(r.title),b=readText(r.text);return{features:severityFeatures(t,b,countSigns(t),countSigns(b),"en"),target:C.indexOf(r.labels.severity),weight:1}});
const n=[0,0,0,0]; rows.forEach(r=>n[r.target]!++);
for(const pw of [0,0.35,0.5,0.7,0.85,1]) for(const [E,R,D] of [[6,0.05,1e-3],[12,0.05,1e-3],[6,0.02,1e-3]] as const){
 const all=shuffle(rows.map(r=>({...r,weight:Math.min(8,(rows.length/4/n[r.target]!)**pw)})),3); const P:[number,number][]=[]; for(let f=0;f<5;f++){const m=train(C,all.filter((_,i)=>i%5!==f),{buckets:SEVERITY_BUCKETS,epochs:E,rate:R,decay:D}); for(const x of all.filter((_,i)=>i%5===f)){const p=predict(m,x.features);P.push([x.target,p.indexOf(Math.max(...p))])}}
 console.log(pw,E,R,D,f1(P,4));}
