import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

export type Offer = Answer<'/api/offers'>['items'][number]

export const offersQuery = queryOptions({
  queryKey: ['offers'],
  queryFn: () => answer(api.GET('/api/offers')),
})

/** Take the time or let it go; the sessions, the plan and the offers are read anew whatever comes of it. */
export function useOfferAnswer(offer: Offer) {
  const queries = useQueryClient()
  const params = { params: { path: { offer_id: offer.id } } }
  return useMutation({
    mutationFn: async (take: boolean) => {
      if (take) await answer(api.POST('/api/offers/{offer_id}/acceptance', params))
      else await answer(api.POST('/api/offers/{offer_id}/refusal', params))
    },
    onSettled: () =>
      Promise.all(
        ['offers', 'sessions', 'plan'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  })
}
