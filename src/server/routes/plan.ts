import { ServerError } from '../errors.ts';
import { createJobConfig, readJobManifest } from '../jobs/job-config.ts';
import { createEstimator } from '../plan-estimate.ts';
import { PlanBody, PlanLine } from '../plan-schema.ts';
import { readJson } from '../read-body.ts';
import { parseInput, type Route } from '../route.ts';
import { streamPlan } from '../stream-plan.ts';
import type { ServerParts } from '../types.ts';

/** Plans at work at the same time: each asks registries for many packages at once. */
const mostPlans = 4;

export function createPlanRoutes({ jobs, onFailure = () => {} }: ServerParts): readonly Route[] {
  let running = 0;
  return [
    {
      id: 'planJob',
      method: 'post',
      path: '/api/plan',
      summary: 'What a job would be about and may cost, before anything is spent',
      body: {
        description: 'As for a job',
        contentType: 'application/json',
        schema: PlanBody,
      },
      answer: {
        description: 'A PlanLine of JSON for each package as soon as it is known, and the total at last',
        contentType: 'application/x-ndjson',
        schema: PlanLine,
        name: 'PlanLine',
      },
      errors: [400, 413, 415, 503],
      async handle(context) {
        const request = parseInput('Cannot plan the job', PlanBody, await readJson(context));
        const { manifest_content: manifestContent, ...settings } = request;
        const { packages: dependencies, unsupported } = readJobManifest(manifestContent, settings);
        if (running >= mostPlans) {
          throw new ServerError('busy', `Cannot plan the job: ${mostPlans} plans are being made already`, {
            hint: 'Ask again when one of them is done',
          });
        }
        const config = createJobConfig(jobs.config, settings);
        running += 1;
        try {
          const services = await jobs.openServices();
          const estimate = createEstimator({ config, services, jobs });
          const onEnd = () => {
            running -= 1;
          };
          context.header('content-type', 'application/x-ndjson');
          return context.body(
            streamPlan({ dependencies, unsupported, config, services, estimate, onEnd, onFailure }),
          );
        } catch (error) {
          running -= 1;
          throw error;
        }
      },
    },
  ];
}
