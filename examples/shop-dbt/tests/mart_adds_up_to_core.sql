-- Every euro of an order appears once per day and once per country, no more and no less.
SELECT core.revenue AS core, by_day.revenue AS by_day, by_country.revenue AS by_country
FROM (SELECT coalesce(sum(revenue), 0) AS revenue FROM {{ ref('order_revenue') }}) AS core
CROSS JOIN (SELECT coalesce(sum(revenue), 0) AS revenue FROM {{ ref('revenue_by_day') }}) AS by_day
CROSS JOIN (SELECT coalesce(sum(revenue), 0) AS revenue FROM {{ ref('revenue_by_country') }}) AS by_country
WHERE core.revenue <> by_day.revenue OR core.revenue <> by_country.revenue
