/**
 * Who gets what from every route: the status of a request that is right in everything but who sends it. Read it like a
 * contract; a route that is missing here, or here and not in docs/openapi.json, fails the test.
 *
 * out: signed out · can: the candidate, by personal link · then the seven roles, each a member where there is something to be
 * a member of: recruiter, reviewer, hiring manager, accommodation officer, compliance officer, auditor, administrator.
 */
const table = `
                                                out can rec rev hir acc com aud adm
 GET     /api/health                            200 200 200 200 200 200 200 200 200
 GET     /api/health/ready                      200 200 200 200 200 200 200 200 200
 GET     /api/openapi.json                      200 200 200 200 200 200 200 200 200
 GET     /api/docs                              200 200 200 200 200 200 200 200 200
 GET     /api/media/{token}                     200 200 200 200 200 200 200 200 200
 HEAD    /api/media/{token}                     200 200 200 200 200 200 200 200 200
 GET     /api/open/{secret}                     200 200 200 200 200 200 200 200 200
 POST    /api/open/{secret}                     200 200 200 200 200 200 200 200 200

 GET     /api/setup                             200 200 200 200 200 200 200 200 200
 POST    /api/setup                             409 409 409 409 409 409 409 409 409
 POST    /api/session                           200 200 200 200 200 200 200 200 200
 GET     /api/session                           401 401 200 200 200 200 200 200 200
 DELETE  /api/session                           204 204 204 204 204 204 204 204 204

 GET     /api/people                            401 401 403 403 403 403 403 403 200
 POST    /api/people                            401 401 403 403 403 403 403 403 201
 PATCH   /api/people/{id}                       401 401 403 403 403 403 403 403 200
 GET     /api/dead-letters                      401 401 403 403 403 403 403 403 200
 POST    /api/dead-letters/{id}/run-again       401 401 403 403 403 403 403 403 204
 GET     /api/ai-days                           401 401 403 403 403 403 403 403 200

 GET     /api/colleagues                        401 401 200 403 403 403 403 403 403
 GET     /api/requisitions                      401 401 200 403 200 403 403 403 403
 POST    /api/requisitions                      401 401 201 403 403 403 403 403 403
 GET     /api/requisitions/{id}                 401 401 200 403 200 403 403 403 403
 PATCH   /api/requisitions/{id}                 401 401 200 403 403 403 403 403 403
 POST    /api/requisitions/{id}/publish         401 401 200 403 403 403 403 403 403
 POST    /api/requisitions/{id}/close           401 401 200 403 403 403 403 403 403
 PUT     /api/requisitions/{id}/members         401 401 200 403 403 403 403 403 403
 GET     /api/requisitions/{id}/interviews      401 401 200 403 200 403 403 403 403
 POST    /api/requisitions/{id}/invitations     401 401 200 403 403 403 403 403 403
 POST    /api/requisitions/{id}/link            401 401 200 403 403 403 403 403 403
 DELETE  /api/requisitions/{id}/link            401 401 204 403 403 403 403 403 403
 GET     /api/outbox                            401 401 200 403 403 403 403 403 200

 GET     /api/portal                            401 200 401 401 401 401 401 401 401
 POST    /api/portal/consent                    401 200 401 401 401 401 401 401 401
 PUT     /api/portal/clarification              401 200 401 401 401 401 401 401 401
 POST    /api/portal/withdraw                   401 200 401 401 401 401 401 401 401
 GET     /api/portal/receipt                    401 200 401 401 401 401 401 401 401
 GET     /api/portal/erasure                    401 200 401 401 401 401 401 401 401
 POST    /api/portal/erasure                    401 200 401 401 401 401 401 401 401
 GET     /api/portal/erasure/certificate        401 409 401 401 401 401 401 401 401
 PUT     /api/portal/answers/{questionId}/text  401 200 401 401 401 401 401 401 401
 PUT     /api/portal/answers/{questionId}/choice 401 200 401 401 401 401 401 401 401
 PUT     /api/portal/answers/{questionId}/captions 401 200 401 401 401 401 401 401 401
 DELETE  /api/portal/answers/{questionId}/captions 401 200 401 401 401 401 401 401 401
 POST    /api/portal/takes                      401 201 401 401 401 401 401 401 401
 POST    /api/portal/takes/{id}/finish          401 200 401 401 401 401 401 401 401
 POST    /api/portal/takes/{id}/discard         401 200 401 401 401 401 401 401 401
 POST    /api/interviews/{id}/submit            401 200 401 401 401 401 401 401 401
 OPTIONS /api/uploads                           401 204 401 401 401 401 401 401 401
 POST    /api/uploads                           401 201 401 401 401 401 401 401 401
 HEAD    /api/uploads/{id}                      401 200 401 401 401 401 401 401 401
 PATCH   /api/uploads/{id}                      401 204 401 401 401 401 401 401 401

 GET     /api/portal/accommodations             401 200 401 401 401 401 401 401 401
 POST    /api/portal/accommodations             401 201 401 401 401 401 401 401 401
 POST    /api/portal/accommodations/pause       401 200 401 401 401 401 401 401 401
 POST    /api/portal/accommodations/resume      401 200 401 401 401 401 401 401 401
 POST    /api/portal/accommodations/{id}/withdraw 401 200 401 401 401 401 401 401 401
 PUT     /api/portal/accommodations/{id}/details 401 200 401 401 401 401 401 401 401

 GET     /api/accommodations                    401 401 403 403 403 200 403 403 403
 GET     /api/accommodations/{id}               401 401 403 403 403 200 403 403 403
 POST    /api/accommodations/{id}/question      401 401 403 403 403 200 403 403 403
 POST    /api/accommodations/{id}/decision      401 401 403 403 403 200 403 403 403
 GET     /api/accommodation-policy              401 401 403 403 403 200 403 403 403
 PUT     /api/accommodation-policy              401 401 403 403 403 200 403 403 403
 GET     /api/accommodation-figures             401 401 403 403 403 200 403 403 403

 GET     /api/review/queue                      401 401 403 200 403 403 403 403 403
 GET     /api/review/packets/{id}               401 401 403 200 403 403 403 403 403
 PUT     /api/review/packets/{id}/draft         401 401 403 200 403 403 403 403 403
 POST    /api/review/packets/{id}/lock          401 401 403 200 403 403 403 403 403

 GET     /api/reviewer-keys                     401 401 403 200 403 403 403 403 403
 POST    /api/reviewer-keys                     401 401 403 200 403 403 403 403 403
 POST    /api/reviewer-keys/{key}/retire        401 401 403 200 403 403 403 403 403

 GET     /api/interviews/{id}/reveal            401 401 200 200 200 403 403 403 403
 POST    /api/interviews/{id}/revisions         401 401 403 200 403 403 403 403 403
 POST    /api/interviews/{id}/decision          401 401 201 403 201 403 403 403 403
 GET     /api/interviews/{id}/pack              401 401 200 403 403 403 200 403 403
 GET     /api/interviews/{id}/certificate       401 401 200 403 403 403 200 403 403
 GET     /api/requisitions/{id}/pack            401 401 200 403 403 403 200 403 403
 GET     /api/ledger/entries                    401 401 403 403 403 403 200 200 403
 GET     /api/ledger/entries/{id}/proof         401 401 403 403 403 403 200 200 403
 GET     /api/ledger/checkpoint                 401 401 403 403 403 403 200 200 403
 POST    /api/ledger/cosignatures               401 401 403 403 403 403 201 201 403
`;

export const askers = [
  'signed out',
  'candidate',
  'recruiter',
  'reviewer',
  'hiring_manager',
  'accommodation_officer',
  'compliance_officer',
  'auditor',
  'administrator',
] as const;
export type Asker = (typeof askers)[number];

export interface RouteRow {
  /** For example "GET /api/people". */
  readonly route: string;
  readonly statuses: Readonly<Record<Asker, number>>;
}

/** The table, row by row. */
export const routeRows: readonly RouteRow[] = table
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
  .filter(([method]) => /^[A-Z]+$/.test(method ?? ''))
  .map(([method, path, ...statuses]) => ({
    route: `${method} ${path}`,
    statuses: Object.fromEntries(askers.map((asker, at) => [asker, Number(statuses[at])])) as Record<
      Asker,
      number
    >,
  }));
