import pg from "pg";
import { readFileSync } from "node:fs";
import { readSearch } from "../server/reading/search-keys";
import { percentile } from "./stack";
const urls = JSON.parse(readFileSync("/tmp/boarddb.json", "utf8"));
const c = new pg.Client({ connectionString: urls.app }); await c.connect();
await c.query("select set_config('app.org_id','org_000',false)");
const S: Record<string,(n:number)=>string> = { account: (n)=>`account ${n%1000}`, two: (n)=>["paym vouch","deliv custo","barco print","cooki banne"][n%4]!, berg: (n)=>`berg${String.fromCharCode(97+(n%26))} jose`, order: (n)=>String(17000+n*31) };
for (const [name, f] of Object.entries(S)) for (const door of ["search_issues","search_reported","search_keys","search_people"]) {
  const t: number[] = [];
  for (let n=0;n<45;n++) { const text=f(n); const k=readSearch(text)!; const a=performance.now();
    if (door==="search_keys") await c.query("select * from door.search_keys($1,$2,$3,200)",["lau_000",k.query,k.parts]);
    else if (door==="search_people") await c.query("select * from door.search_people($1,$2,$3,$4,200)",["lau_000",k.query,k.parts,text]);
    else await c.query(`select * from door.${door}($1,$2,200)`,["lau_000",text]);
    if (n>=5) t.push(performance.now()-a); }
  console.log(name, door, "p50", percentile(t,.5).toFixed(1), "p95", percentile(t,.95).toFixed(1));
}
await c.end();
