import { readFileSync } from "node:fs";
import { readText } from "@/server/triage/tokens";
import { sentimentFeatures, readFeeling, SENTIMENT_BUCKETS } from "@/server/triage/models/sentiment-features";
import { train, shuffle } from "@/scripts/train/logistic-regression";
import { predict, packWeights } from "@/server/triage/models/linear-model";
const rd=(f:string)=>readFileSync("/work/shared/data/text/"+f,"utf8").trim().split("\n").map(l=>JSON.parse(l));
const C=["positive","neutral","negative"] as const;
const sets:any={so:rd("sentiment_stackoverflow_cc0.jsonl"),jira:rd("sentiment_jira_cc0.jsonl"),xl:rd("sentiment_multilingual_xlmt_val.jsonl")};
const prep=(r:any)=>{const t=readText(r.text);return {features:sentimentFeatures(t,r.text,readFeeling(t)),target:C.indexOf(r.labels.sentiment),weight:1,lang:r.lang}};
for(const k in sets) sets[k]=sets[k].map(prep);
export function f1(pairs:[number,number][],n:number){let s=0,ac=0;for(const[a,b]of pairs)if(a===b)ac++;const per:number[]=[];for(let c=0;c<n;c++){let tp=0,fp=0,fn=0;for(const[y,p]of pairs){if(p===c&&y===c)tp++;else if(p===c)fp++;else if(y===c)fn++;}const f=tp?2*tp/(2*tp+fp+fn):0;s+=f;per.push(f)}return {macro:(s/n).toFixed(3),acc:(ac/pairs.length).toFixed(3),per:per.map(x=>x.toFixed(2)).join("/")}}
const opt={buckets:SENTIMENT_BUCKETS,epochs:+(process.env.E??12),rate:+(process.env.RATE??0.15),decay:+(process.env.D??1e-4)};
const ev=(m:any,t:any[])=>f1(t.map(x=>{const p=predict(m,x.features);return [x.target,p.indexOf(Math.max(...p))]}),3);
for(const k of ["so","jira","xl"]){const tr=Object.keys(sets).filter(x=>x!==k).flatMap(x=>sets[x]); const t=performance.now(); const m=train(C,tr,opt); console.log("all but",k,"->",k,ev(m,sets[k]),((performance.now()-t)/1000).toFixed(1)+"s", (packWeights(m.weights).length/1024|0)+"kB"); if(k==="xl"){for(const l of ["en","de","fr","es","it","pt","ar","hi"])console.log("   ",l,ev(m,sets.xl.filter((x:any)=>x.lang===l)).macro)}}
for(const [a,b] of [["so","jira"],["jira","so"]]) {const m=train(C,sets[a!],opt); console.log(a,"->",b,ev(m,sets[b!]));}
{ const all=shuffle(Object.entries(sets).flatMap(([k,v]:any)=>v.map((x:any)=>({...x,k}))) as any[],5); const P:any={}; for(let f=0;f<5;f++){const te=all.filter((_,i)=>i%5===f),tr=all.filter((_,i)=>i%5!==f);const m=train(C,tr,opt); for(const x of te){const p=predict(m,x.features);(P[x.k]??=[]).push([x.target,p.indexOf(Math.max(...p))]); if(x.k==="xl")(P["xl-"+x.lang]??=[]).push([x.target,p.indexOf(Math.max(...p))]);}} for(const k in P)console.log("cv",k,f1(P[k],3)); }
