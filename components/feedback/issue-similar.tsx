"use client";
import { useQuery } from "@tanstack/react-query";
import { Link2, Unlink } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { SET_BY_WORDS } from "@/components/format/words";
import { useLinks } from "@/components/launches/links";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { NotLoaded } from "@/components/trpc/not-loaded";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { isolate } from "@/contracts/isolate";
import { useIssueActs } from "./acts-context";
import { IssueLine, type LineIssue } from "./issue-line";
import type { IssueDetail } from "./issue-row";
import { describeLikeness } from "./likeness";

/** Issues that could be the same, that are related, that were merged into this one, and those a person said are not the same. */
export function IssueSimilar({ issue }: { issue: IssueDetail }) {
  const trpc = useTRPC();
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const similar = useQuery(trpc.feedback.similarIssues.queryOptions({ issueId: issue.id }));
  const related = issue.related.filter((other) => other.kind === "related");
  const apart = issue.related.filter((other) => other.kind === "not_same");
  const known = new Set(issue.related.map((other) => other.id));
  if (!similar.data)
    return (
      <NotLoaded
        query={similar}
        what="similar issues"
        skeleton={<SkeletonRows count={5} label="Loading similar issues" />}
      />
    );
  const candidates = similar.data.filter((other) => !known.has(other.id));
  if (candidates.length + related.length + apart.length + issue.duplicates.length === 0)
    return (
      <EmptyState
        size="sm"
        icon={<Link2 />}
        title="No similar issues yet"
        description="Issues that share its rare words or its error show up here with the reason."
      />
    );
  return (
    <div className="flex flex-col gap-5 p-4">
      {[
        { title: "Possible duplicates", issues: candidates.filter((candidate) => candidate.isLikely) },
        { title: "Something in common", issues: candidates.filter((candidate) => !candidate.isLikely) },
      ].map(({ title, issues }) => (
        <Group key={title} title={title} count={issues.length}>
          {issues.map((candidate) => (
            <Entry key={candidate.id} issue={candidate} why={describeLikeness(candidate)}>
              {mayWrite && (
                <>
                  <Button size="sm" onClick={() => acts.merge(issue, [candidate], "")}>
                    Merge into this
                  </Button>
                  <Button size="sm" variant="ghost" onClick={() => acts.relate(issue, candidate, "related")}>
                    Related
                  </Button>
                  <Button size="sm" variant="ghost" onClick={() => acts.relate(issue, candidate, "not_same")}>
                    Not the same
                  </Button>
                </>
              )}
            </Entry>
          ))}
        </Group>
      ))}
      <Group title="Related" count={related.length}>
        {related.map((other) => (
          <Entry
            key={other.relationId}
            issue={other}
            why={`${SET_BY_WORDS[other.setBy]}${other.reason ? `: ${isolate(other.reason)}` : ""}`}
          >
            {mayWrite && (
              <>
                <Button size="sm" onClick={() => acts.merge(issue, [other], "")}>
                  Merge into this
                </Button>
                <Button
                  size="sm"
                  variant="ghost"
                  icon={<Unlink aria-hidden />}
                  onClick={() => acts.relate(issue, other, "related", true)}
                >
                  Not related
                </Button>
              </>
            )}
          </Entry>
        ))}
      </Group>
      <Group title="Merged into this" count={issue.duplicates.length}>
        {issue.duplicates.map((duplicate) => (
          <Entry key={duplicate.id} issue={duplicate}>
            {mayWrite && (
              <Button size="sm" variant="ghost" onClick={() => acts.unmerge(duplicate)}>
                Unmerge
              </Button>
            )}
          </Entry>
        ))}
      </Group>
      <Group title="Not the same" count={apart.length}>
        {apart.map((other) => (
          <Entry
            key={other.relationId}
            issue={other}
            why={other.reason || "The two will not be merged automatically."}
          >
            {mayWrite && (
              <Button size="sm" variant="ghost" onClick={() => acts.relate(issue, other, "not_same", true)}>
                Take back
              </Button>
            )}
          </Entry>
        ))}
      </Group>
    </div>
  );
}

function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-meta font-medium text-muted-foreground">{title}</h3>
      <ul className="rounded-md border border-border">{children}</ul>
    </section>
  );
}

function Entry({
  issue,
  why,
  children,
}: {
  issue: LineIssue & { id: string };
  why?: ReactNode;
  children?: ReactNode;
}) {
  const links = useLinks();
  return (
    <li className="border-b border-border px-3 py-2 last:border-b-0">
      <Link href={links.issue(issue.number)} className="block rounded-sm hover:underline">
        <IssueLine issue={issue} />
      </Link>
      <div className="mt-1 flex flex-wrap items-center gap-1.5 pl-5">
        {why !== undefined && (
          <span className="min-w-0 flex-1 basis-40 text-meta reported text-muted-foreground">{why}</span>
        )}
        <span className="ml-auto flex flex-wrap gap-1">{children}</span>
      </div>
    </li>
  );
}
