import { readFileSync } from "node:fs";
import { termsOf, rareTerms, stemWord, readText, conceptOf } from "@/server/triage/tokens";
import { STOP_WORDS } from "@/server/triage/models/stop-words";
import { trigramSimilarity, trigramsOf } from "@/server/triage/trigrams";
const rd=(f:string)=>readFileSync("/work/shared/data/text/"+f,"utf8").trim().split("\n").map(l=>JSON.parse(l));
const rows=rd("dup_gitbugs_reports.jsonl"); const pairs=rd("dup_gitbugs_pairs.jsonl").filter(p=>p.duplicate); const byId=new Map(rows.map((r,i)=>[r.id,i]));
function counts(title:string,text:string,mode:string,max:number){ const m=new Map<string,number>(); for(const [part,w] of [[title,2],[text,1]] as const){ const {words}=readText(part); for(const word of words){ if(word.length<2||word.length>40||/^v?\d+$/.test(word)) continue; if(STOP_WORDS.has(word))continue; let t=stemWord(word,"en"); if(mode!=="stem"){const c=conceptOf(word); if(c){ if(mode==="concept") t=c; else {m.set("c:"+c,(m.get("c:"+c)??0)+w*0.5);} }} if(!m.has(t)&&m.size>=max) continue; m.set(t,(m.get(t)??0)+w);} } return m;}

function counts2(title:string,text:string,tw2:number,max:number,bi:boolean){ const m=new Map<string,number>(); for(const [part,w] of [[title,tw2],[text,1]] as const){ const {words,clauses}=readText(part); let prev="",pc=-1; words.forEach((word,ix)=>{ if(word.length<2||word.length>40||/^v?\d+$/.test(word)) return; if(STOP_WORDS.has(word))return; let t=conceptOf(word)??stemWord(word,"en"); const add=(t:string,w:number)=>{if(!m.has(t)&&m.size>=max) return; m.set(t,(m.get(t)??0)+w);}; add(t,w); if(bi&&prev&&clauses[ix]===pc) add(prev+" "+t,w*0.5); prev=t; pc=clauses[ix]!; });} return m;}
for (const tw2 of [2,3,4]) for (const bi of [false,true]) for (const tri of [0,0.1,0.2,0.3]) for (const tw of [0.15,0.3]) {
 const docs=rows.map(r=>counts2(r.title,r.text,tw2,bi?160:80,bi)); const df=new Map<string,number>(); docs.forEach(d=>{for(const t of d.keys())df.set(t,(df.get(t)??0)+1)});
 const N=rows.length; const idf=(t:string)=>Math.log((N+1.5)/((df.get(t)??0)+0.5));
 const vec=(d:Map<string,number>)=>{const v=new Map<string,number>();let s=0;for(const[t,c]of d){const w=idf(t)*(1+Math.log(Math.max(1,c)));v.set(t,w);s+=w*w} const n=Math.sqrt(s)||1; for(const[t,w]of v)v.set(t,w/n); return v;};
 const V=docs.map(vec); const T=rows.map(r=>vec(counts2(r.title,"",1,80,false))); const G=rows.map(r=>trigramsOf(r.title));
 const dot=(a:Map<string,number>,b:Map<string,number>)=>{let s=0; if(a.size>b.size)[a,b]=[b,a]; for(const[t,w]of a){const x=b.get(t); if(x)s+=w*x} return s;};
 let h=[0,0,0],n=0; for(const p of pairs)for(const[q,t]of[[p.a,p.b],[p.b,p.a]]){const i=byId.get(q)!,j=byId.get(t)!; n++; const base=(k:number)=>(1-tw)*dot(V[i]!,V[k]!)+tw*dot(T[i]!,T[k]!);
  const all=rows.map((_,k)=>[k,k===i?-1:base(k)] as [number,number]).sort((a,b)=>b[1]-a[1]).slice(0,50).map(([k,s])=>[k,s*(1-tri)+tri*trigramSimilarity(G[i]!,G[k]!)] as [number,number]).sort((a,b)=>b[1]-a[1]); const at=all.findIndex(x=>x[0]===j); if(at===0)h[0]!++; if(at>=0&&at<5)h[1]!++; if(at>=0&&at<10)h[2]!++;}
 console.log("tw2",tw2,"bi",bi,"tri",tri,"tw",tw,h.map(x=>(x!/n).toFixed(3)).join(" "));
}
