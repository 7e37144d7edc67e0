import { readFileSync } from "node:fs";
import { countTerms, rareTerms, termWeight, type TermStats } from "@/server/triage/tokens";
import { fingerprintOf } from "@/server/triage/fingerprint";
import { decideGroup, SAME_THRESHOLDS, type GroupItem, type Candidate } from "@/server/triage/grouping";
const rd=(f:string)=>readFileSync("/work/shared/data/text/"+f,"utf8").trim().split("\n").map(l=>JSON.parse(l));
const statsOf=(docs:Record<string,number>[]):TermStats=>{const df=new Map<string,number>();for(const d of docs)for(const t of Object.keys(d))df.set(t,(df.get(t)??0)+1);return{docCount:docs.length,df}};
// --- gitbugs retrieval
{
 const rows=rd("dup_gitbugs_reports.jsonl"); const terms=rows.map(r=>countTerms(r.title,r.text,"en")); const stats=statsOf(terms);
 const byId=new Map(rows.map((r,i)=>[r.id,i])); const inv=new Map<string,number[]>(); terms.forEach((ts,i)=>Object.keys(ts).forEach(t=>(inv.get(t)??inv.set(t,[]).get(t)!).push(i)));
 const cand=(i:number):Candidate=>({issueId:rows[i].id,title:rows[i].title,terms:terms[i]!,text:rows[i].title+" "+rows[i].text,component:null,fingerprint:fingerprintOf(rows[i]),severity:"minor",type:"technical",language:"en",itemCount:1,state:"new"});
 const pairs=rd("dup_gitbugs_pairs.jsonl").filter(p=>p.duplicate);
 let hit=[0,0,0],n=0,inCand=0; const ts=performance.now();
 const {rankCandidates}=await import("@/server/triage/grouping") as any;
 for(const p of pairs) for(const [q,t] of [[p.a,p.b],[p.b,p.a]]){ const i=byId.get(q)!,j=byId.get(t)!; if(i===undefined||j===undefined) continue; n++;
  const rare=rareTerms(terms[i]!,{docCount:stats.docCount,df:new Map([...(stats.df as Map<string,number>)].map(([k,v])=>[k,v-(terms[i]![k]?1:0)]))},+(process.env.R??8));
  const c=new Set<number>(); for(const t2 of rare) for(const k of inv.get(t2)??[]) if(k!==i) c.add(k);
  // score cheaply for top 200
  const sh=new Map<number,number>(); for(const t2 of rare) for(const k of inv.get(t2)??[]) if(k!==i) sh.set(k,(sh.get(k)??0)+termWeight(stats,t2)); const top=[...sh].sort((a,b)=>b[1]-a[1]).slice(0,+(process.env.TOP??200)).map(x=>x[0]); c.clear(); for(const k of top) c.add(k);
 if(c.has(j)) inCand++;
  const item:GroupItem={id:q,terms:terms[i]!,title:rows[i].title,text:rows[i].text,component:null,fingerprint:fingerprintOf(rows[i]),severity:"minor",type:"technical",language:"en"};
  const ranked=rankCandidates(item,[...c].map(cand),stats) as {candidate:Candidate}[];
  const at=ranked.findIndex(x=>x.candidate.issueId===t); if(at===0)hit[0]!++; if(at>=0&&at<5)hit[1]!++; if(at>=0&&at<10)hit[2]!++;
 }
 console.log("gitbugs n",n,"inCand",(inCand/n).toFixed(3),"r@1,5,10",hit.map(h=>(h!/n).toFixed(3)).join(" "),"ms/q",((performance.now()-ts)/n).toFixed(1));
}
// --- banking77 sequential
{
 const rows=rd("cluster_banking77_test.jsonl"); let seed=7; const rnd=()=>(seed=(seed*1103515245+12345)&0x7fffffff)/0x7fffffff; for(let i=rows.length-1;i>0;i--){const j=Math.floor(rnd()*(i+1));[rows[i],rows[j]]=[rows[j],rows[i]]}
 const terms=rows.map(r=>countTerms(null,r.text,"en")); const df=new Map<string,number>();
 const issues:(Candidate&{members:number[]})[]=[]; const inv=new Map<string,number[]>(); const t0=performance.now(); let r1=0;
 const scores:[number,boolean][]=[];
 const assign:number[]=[];
 rows.forEach((r,i)=>{ const stats={docCount:i,df}; const rare=rareTerms(terms[i]!,stats,8); const c=new Set<number>(); for(const t of rare) for(const k of inv.get(t)??[]) c.add(k);
  const d=decideGroup({id:r.id,terms:terms[i]!,title:null,text:r.text,component:null,fingerprint:null,severity:"minor",type:"functional",language:"en"},[...c].map(k=>issues[k]!),stats);
  let k:number; if(d.kind==="same"){k=issues.findIndex(x=>x.issueId===d.issueId);} else {k=issues.length; issues.push({issueId:"i"+k,title:r.text,terms:terms[i]!,text:r.text,component:null,fingerprint:null,severity:"minor",type:"functional",language:"en",itemCount:0,state:"new",members:[]}); for(const t of Object.keys(terms[i]!)) (inv.get(t)??inv.set(t,[]).get(t)!).push(k);}
  if(d.issueId){const x=issues.find(x=>x.issueId===d.issueId)!; scores.push([d.score, rows[x.members[0]!].labels.cluster===r.labels.cluster]);}
  issues[k]!.members.push(i); (issues[k] as any).itemCount++; assign[i]=k; for(const t of Object.keys(terms[i]!)) df.set(t,(df.get(t)??0)+1); });
 let tp=0,fp=0,fn=0; for(let i=0;i<rows.length;i++)for(let j=0;j<i;j++){const s=assign[i]===assign[j],l=rows[i].labels.cluster===rows[j].labels.cluster; if(s&&l)tp++; else if(s)fp++; else if(l)fn++;}
 console.log("banking77 issues",issues.length,"P",(tp/(tp+fp)).toFixed(3),"R",(tp/(tp+fn)).toFixed(3),"ms/item",((performance.now()-t0)/rows.length).toFixed(2));
 for(let b=0.3;b<1;b+=0.05){const s=scores.filter(x=>x[0]>=b&&x[0]<b+0.05); if(s.length) console.log("  top score",b.toFixed(2),s.length,"right",(s.filter(x=>x[1]).length/s.length).toFixed(2));}
}
