// All dialogs are one chunk: a page needs none of them until somebody changes a plan or meets a limit, and small chunks cost more than they save.
export { CancelPanel } from '../cancel-dialog/cancel-panel.tsx';
export { PlanChangePanel } from '../plan-change-dialog/plan-change-panel.tsx';
export { PromptDialog } from '../upgrade-prompt/prompt-dialog.tsx';
