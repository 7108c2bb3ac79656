# The image is the program and CA certificates, nothing else. Data is in the volume /data,
# which belongs to the user 65532.
#
#   docker build --tag tlcrawl .
#   docker run --rm --volume tlcrawl:/data tlcrawl nightly
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
ARG TARGETOS TARGETARCH VERSION= COMMIT= DATE=
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -buildvcs=false \
    -ldflags "-s -w -X main.version=$VERSION -X main.commit=$COMMIT -X main.date=$DATE" \
    -o /out/tlcrawl ./cmd/tlcrawl
RUN mkdir -p /out/data /out/tmp && chmod 1777 /out/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /src/LICENSE /src/THIRD_PARTY.txt /
COPY --from=build /out/tmp /tmp
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build /out/tlcrawl /tlcrawl
ENV TLCRAWL_DATA=/data
USER 65532:65532
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=10m --timeout=30s --start-period=1h CMD ["/tlcrawl", "status", "--exit-code"]
ENTRYPOINT ["/tlcrawl"]
CMD ["nightly", "--every", "24h"]
