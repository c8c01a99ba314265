import { getBackendSrv } from '@grafana/runtime';
import { z } from 'zod';
import { describeModelError } from '../model/model-error';

const stepSchema = z.object({
  stage: z.string(),
  status: z.enum(['ok', 'warning', 'failed', 'not-reached']),
  message: z.string(),
});
export type HealthStep = z.infer<typeof stepSchema>;

const answerSchema = z.looseObject({ details: z.looseObject({ stages: z.array(stepSchema) }) });

/**
 * Asks the backend for the stages of the health check, with the settings as they are saved. Throws an Error with what was
 * said where there are none.
 */
export async function readHealth(uid: string): Promise<HealthStep[]> {
  const answer = await getBackendSrv()
    .get<unknown>(`/api/datasources/uid/${encodeURIComponent(uid)}/health`, undefined, undefined, {
      showErrorAlert: false,
    })
    // A check that fails is an answer as well; it comes with status 400.
    .catch((error: unknown) => {
      const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : undefined;
      if (answerSchema.safeParse(data).success) {
        return data;
      }
      throw new Error(describeModelError(error).message, { cause: error });
    });
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) {
    throw new Error('');
  }
  return parsed.data.details.stages;
}
