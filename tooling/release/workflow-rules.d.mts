export function workflowFindings(text: string): readonly string[];
