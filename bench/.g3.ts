import { countTerms, type TermStats } from "@/server/triage/tokens";
import { rankCandidates, decideGroup, type GroupItem, type Candidate } from "@/server/triage/grouping";
import { SHORT_REPORTS } from "@/server/triage/samples/short-reports";
const items=SHORT_REPORTS.flatMap((g,gi)=>g.texts.map(([l,t],i)=>({about:g.about,type:g.type,l,t,id:`${gi}-${i}`,terms:countTerms(null,t,l)})));
const df=new Map<string,number>(); for(const x of items)for(const t of Object.keys(x.terms))df.set(t,(df.get(t)??0)+1);
const stats:TermStats={docCount:items.length,df};
const pos:number[]=[],neg:[number,string][]=[]; const low:[number,string][]=[];
for(let i=0;i<items.length;i++)for(let j=0;j<items.length;j++){ if(i===j)continue; const a=items[i]!,b=items[j]!;
 const it:GroupItem={...a,title:null,text:a.t,component:null,fingerprint:null,severity:"minor",language:a.l} as any; const c:Candidate={issueId:b.id,title:b.t,terms:b.terms,text:b.t,component:null,fingerprint:null,severity:"minor",type:b.type,language:b.l,itemCount:1,state:"new"};
 const fam=(t:string)=>["question","wish","praise"].includes(t)?t:"d"; if(fam(a.type)!==fam(b.type)) continue;
 const s=rankCandidates(it,[c],stats)[0]!.score; if(a.about===b.about){pos.push(s); if(s<0.45&&i<j)low.push([s,a.t+" / "+b.t+"   "+Object.keys(a.terms)+" / "+Object.keys(b.terms)]);} else {neg.push([s,a.t+" / "+b.t]);}}
for(const th of [0.35,0.4,0.45,0.5,0.55,0.6,0.65]) {const tp=pos.filter(s=>s>=th).length, fp=neg.filter(s=>s[0]>=th).length; console.log(th,"P",(tp/(tp+fp)).toFixed(2),"R",(tp/pos.length).toFixed(2));}
neg.sort((a,b)=>b[0]-a[0]); console.log(neg.slice(0,24).filter((_,i)=>i%2==0)); low.sort((a,b)=>a[0]-b[0]); for(const l of low.slice(0,60)) console.log(l[0].toFixed(2),l[1]);
