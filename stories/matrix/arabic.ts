import type { Messages } from '@plimsoll/react';
import { english } from '@plimsoll/react/english';

/** As many words as the right-to-left cells need: a translation is a table like this one, made by whoever speaks the language. */
export const arabic: Messages = {
  ...english,
  payBy: { month: 'الدفع شهريًا', year: 'الدفع سنويًا' },
  saving: ({ share }) => `وفّر ${share}`,
  per: { month: 'شهريًا', year: 'سنويًا' },
  window: { day: 'يوميًا', month: 'شهريًا', year: 'سنويًا' },
  plans: 'الخطط',
  recommended: 'موصى بها',
  currentPlan: 'الخطة الحالية',
  upgradeTo: ({ tier }) => `الترقية إلى ${tier}`,
  switchTo: ({ tier }) => `التحويل إلى ${tier}`,
  keep: ({ tier }) => `الاحتفاظ بـ ${tier}`,
  allowanceUnlimited: ({ unit }) => `${unit} بلا حد`,
  usedShort: ({ used, granted }) => `${used} من ${granted}`,
  overAt: ({ count, price }) => `${count} فوق الحد بسعر ${price}`,
  priceOfUnits: ({ money, units }) => `${money} لكل ${units}`,
  resets: ({ date }) => `يتجدد في ${date}`,
  renewsOn: ({ date }) => `يتجدد الرصيد في ${date}.`,
  exhaustedTitle: ({ unit }) => `لم يبقَ أي ${unit}.`,
  offerTier: ({ name, price }) => `الترقية إلى ${name} مقابل ${price}`,
  offerPack: ({ name, price }) => `شراء ${name} مقابل ${price}`,
  dismiss: 'إخفاء',
  close: 'إغلاق',
  limitTitle: 'تم بلوغ الحد',
  limitNone: ({ unit }) => `لم يبقَ في خطتك أي ${unit}.`,
  history: ({ meter }) => `${meter}: الاستخدام عبر الزمن`,
  historyTotal: ({ units }) => `${units} في المجموع`,
  historyTable: 'عرض كجدول',
  historyCsv: 'تنزيل CSV',
  historyWindow: { '24h': '٢٤ ساعة', '7d': '٧ أيام', '30d': '٣٠ يومًا', '12m': '١٢ شهرًا' },
  status: { ...english.status, ending: 'تنتهي قريبًا' },
  until: ({ tier, date }) => `${tier} حتى ${date}`,
  managePayment: 'إدارة الدفع',
  checkoutTimeout: 'يستغرق هذا وقتًا أطول من المعتاد',
  checkoutTimeoutHint: ({ provider }) => `إذا استلم ${provider} الدفعة فستتغير خطتك تلقائيًا. لا داعي للدفع مرة أخرى.`,
  checkAgain: 'التحقق مرة أخرى',
  continue: 'متابعة',
  cancelTitle: ({ tier }) => `إلغاء ${tier}؟`,
  cancelText: ({ tier, date }) => `تحتفظ بـ ${tier} حتى ${date}. بعد ذلك لن يُخصم شيء.`,
  cancelReason: 'ما السبب؟ (اختياري)',
  cancelOn: ({ date }) => `الإلغاء في ${date}`,
};

/** The meter of the demo by its Arabic name. */
export const arabicMeter = { name: 'الأوصاف الوظيفية', unit: { one: 'وصف وظيفي', other: 'أوصاف وظيفية' } };
