export { AuditError, type AuditErrorCode } from './errors.ts';
export { type AuditLogOptions, openAuditLog } from './log.ts';
export { isAboutPackage, readAudit } from './read.ts';
export type { AuditEntry, AuditEvent, AuditFinding, AuditHead, AuditLog } from './types.ts';
export { type AuditVerifier, createAuditVerifier, verifyAudit } from './verify.ts';
