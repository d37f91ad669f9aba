import { answerFirst } from '../answer-first.ts';
import { readPackageEvidence } from '../evidence/read-evidence.ts';
import { readPackageProvenance } from '../evidence/read-provenance.ts';
import { Evidence } from '../evidence-schema.ts';
import { Provenance } from '../provenance-schema.ts';
import type { Route } from '../route.ts';
import type { ServerParts } from '../types.ts';
import { describePackageRoute } from './packages.ts';

/** Answers to "why": what was recorded of a package, and what it was made from. */
export function createEvidenceRoutes({ jobs }: ServerParts): readonly Route[] {
  return [
    {
      ...describePackageRoute('evidence', 'Get what was recorded of a package on its way', Evidence),
      id: 'getEvidence',
      handle: (context) => answerFirst(context, jobs, 'evidence', readPackageEvidence),
    },
    {
      ...describePackageRoute('provenance', 'Get what each statement and each file comes from', Provenance),
      id: 'getProvenance',
      handle: (context) => answerFirst(context, jobs, 'specification', readPackageProvenance),
    },
  ];
}
