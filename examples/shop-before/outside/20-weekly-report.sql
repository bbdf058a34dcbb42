-- Somebody else's view. It belongs to no project, and after a deployment it goes on reading the old side.
CREATE VIEW public.weekly_report_by_marketing AS
SELECT
    CAST(date_trunc('week', CAST(day AS timestamp)) AS date) AS week,
    sum(orders) AS orders,
    sum(revenue) AS revenue
FROM shop_mart.revenue_by_day
GROUP BY date_trunc('week', CAST(day AS timestamp));

ALTER VIEW public.weekly_report_by_marketing OWNER TO shop_analyst;
