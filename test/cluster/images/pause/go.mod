module patroni-istio.test/pause

go 1.21
