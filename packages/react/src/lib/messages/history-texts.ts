/** What the usage history says. */
export const historyTexts = {
  history: (p: { meter: string }) => `${p.meter}: usage over time`,
  historyTotal: (p: { units: string }) => `${p.units} in total`,
  historyEmpty: 'Nothing was used in this time.',
  historyError: 'The usage history could not be loaded.',
  historyTable: 'Show as table',
  historyTime: 'Time',
  historyUser: 'User',
  historyOthers: 'Everyone else',
  historyNobody: 'No user',
  historyCsv: 'Download CSV',
  historyCursor: 'Place in time',
  historyWindows: 'Time span',
  historyWindow: { '24h': '24 hours', '7d': '7 days', '30d': '30 days', '12m': '12 months' },
  historyAllowance: (p: { count: string }) => `Allowance ${p.count}`,
};

export type HistoryTexts = typeof historyTexts;
