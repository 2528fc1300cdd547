import { ProductFrame, type ProductProps } from '../product-frame.tsx';
import { SuccessPage } from '../success-page.tsx';
import { usePage } from '../use-page.ts';
import { ChatPage } from './chat-page.tsx';
import { PlanPage } from './plan-page.tsx';

const pages = [
  { path: '/chat', name: 'Conversation' },
  { path: '/chat/billing', name: 'Plan and usage' },
];

/** The chat: a conversation, plan and usage, and the page after a checkout, of one person. */
export function ChatApp(props: ProductProps) {
  return (
    <ProductFrame {...props} billingUrl="/api/chat/billing" successPath="/chat/billing/success" title="Chat" pages={pages}>
      <Page />
    </ProductFrame>
  );
}

function Page() {
  const page = usePage();
  if (page.startsWith('/chat/billing/success')) return <SuccessPage plansUrl="/chat/billing" />;
  return page.startsWith('/chat/billing') ? <PlanPage /> : <ChatPage />;
}
